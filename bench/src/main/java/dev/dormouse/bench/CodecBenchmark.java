package dev.dormouse.bench;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.v12.Connect;
import dev.dormouse.codec.v12.PubAck;
import dev.dormouse.codec.v12.Publish;
import dev.dormouse.codec.v12.ReturnCode;
import dev.dormouse.codec.v12.TopicIdType;
import dev.dormouse.codec.v12.V12Codec;
import dev.dormouse.codec.v12.V12Packet;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to decode and to encode one packet, in direct buffers as the network uses them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {
    /** The packets that are measured. */
    public enum Kind {
        /** 20 octets of payload. */
        PUBLISH(new Publish(false, 1, false, TopicIdType.NORMAL, 5, 77, Bytes.ofUtf8("{\"temperature\":21.5}"))),
        /** 300 octets of payload: three octets of Length. */
        LONG_PUBLISH(new Publish(false, 1, false, TopicIdType.NORMAL, 5, 77, Bytes.of(new byte[300]))),
        PUBACK(new PubAck(5, 77, ReturnCode.ACCEPTED)),
        CONNECT(new Connect(false, true, 1, 60, Bytes.ofUtf8("sensor-000042")));

        @SuppressWarnings("ImmutableEnumChecker") // records are
        private final V12Packet packet;

        Kind(V12Packet packet) {
            this.packet = packet;
        }
    }

    @Param
    public Kind kind = Kind.PUBLISH;

    private final V12Codec codec = new V12Codec();
    private final ByteBuf datagram = PooledByteBufAllocator.DEFAULT.directBuffer(2048);
    private final ByteBuf out = PooledByteBufAllocator.DEFAULT.directBuffer(2048);
    private V12Packet packet = kind.packet;

    @Setup
    public void prepare() throws MalformedPacketException {
        // All kinds pass once, so that the decode table is as polymorphic as it is in a gateway.
        for (int round = 0; round < 20_000; round++) {
            for (Kind each : Kind.values()) {
                codec.encode(each.packet, datagram.clear());
                packet = codec.decode(datagram);
            }
        }
        packet = kind.packet;
        codec.encode(packet, datagram.clear());
    }

    @TearDown
    public void release() {
        datagram.release();
        out.release();
    }

    @Benchmark
    public V12Packet decode() throws MalformedPacketException {
        return codec.decode(datagram.readerIndex(0));
    }

    @Benchmark
    public ByteBuf encode() {
        codec.encode(packet, out.clear());
        return out;
    }
}
