package dev.dormouse.sim.dongle.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.Octets;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The attribute server of a peripheral: its name, and a Nordic UART Service (Bluetooth Core Vol 3 Part F). */
final class AttServer {
    static final int VALUE_TO_NODE = 0x0010;
    static final int VALUE_FROM_NODE = 0x0012;

    private static final int SMALLEST_MTU = 23;
    private static final int NOTIFICATION = 0x1B;
    private static final int ERROR = 0x01;
    private static final int WRITE_REQUEST = 0x12;
    private static final int WRITE_COMMAND = 0x52;
    private static final int INVALID_HANDLE = 0x01;
    private static final int READ_NOT_PERMITTED = 0x02;
    private static final int WRITE_NOT_PERMITTED = 0x03;
    private static final int INVALID_PDU = 0x04;
    private static final int NOT_SUPPORTED = 0x06;
    private static final int NOT_FOUND = 0x0A;
    private static final int UNSUPPORTED_GROUP = 0x10;
    private static final String NUS = "9ECADC240EE5A9E093F3A3B5%s406E";
    private static final int CCCD = 0x0013;

    private static final List<Attribute> TABLE = List.of(
            new Attribute(0x0001, "0028", "0018", 0x0005),
            new Attribute(0x0002, "0328", "020300002A", 0),
            new Attribute(0x0003, "002A", "446F726D6F757365", 0),
            new Attribute(0x0004, "0328", "020500012A", 0),
            new Attribute(0x0005, "012A", "0000", 0),
            new Attribute(0x000E, "0028", NUS.formatted("0100"), CCCD),
            new Attribute(0x000F, "0328", "0C1000" + NUS.formatted("0200"), 0),
            new Attribute(VALUE_TO_NODE, NUS.formatted("0200"), "", 0),
            new Attribute(0x0011, "0328", "101200" + NUS.formatted("0300"), 0),
            new Attribute(VALUE_FROM_NODE, NUS.formatted("0300"), "", 0),
            new Attribute(CCCD, "0229", "0000", 0));

    private final int largestMtu;
    private final Consumer<Bytes> written;
    private int mtu = SMALLEST_MTU;
    private boolean notifying;

    /**
     * One attribute; type and value least significant octet first.
     *
     * @param end last handle of a service, 0 for what is none
     */
    private record Attribute(int handle, Bytes type, Bytes value, int end) {
        Attribute(int handle, String type, String value, int end) {
            this(handle, Bytes.ofHex(type), Bytes.ofHex(value), end);
        }
    }

    /**
     * The server of a new connection.
     *
     * @param written hears what the client writes for the node
     */
    AttServer(int largestMtu, Consumer<Bytes> written) {
        this.largestMtu = largestMtu;
        this.written = written;
    }

    /** Whether the client wants to hear the node. */
    boolean notifying() {
        return notifying;
    }

    /** Octets of a node that fit into one notification. */
    int room() {
        return mtu - 3;
    }

    Bytes notification(Bytes value) {
        return new Octets()
                .octet(NOTIFICATION)
                .pairLow(VALUE_FROM_NODE)
                .bytes(value)
                .done();
    }

    /** The answer to a request, null where none is due. */
    @Nullable
    Bytes answer(Bytes request) {
        if (request.isEmpty()) {
            return null;
        }
        ByteBuf in = request.toByteBuf();
        int opcode = in.readUnsignedByte();
        try {
            return switch (opcode) {
                case 0x02 -> exchangeMtu(in);
                case 0x04 -> findInformation(in);
                case 0x06 -> findByTypeValue(in);
                case 0x08 -> readByType(in);
                case 0x0A -> read(in);
                case 0x10 -> readByGroupType(in);
                case WRITE_REQUEST -> write(in, true);
                case WRITE_COMMAND -> write(in, false);
                default -> (opcode & 0x40) != 0 ? null : error(opcode, 0, NOT_SUPPORTED);
            };
        } catch (IndexOutOfBoundsException e) {
            return error(opcode, 0, INVALID_PDU);
        }
    }

    private Bytes exchangeMtu(ByteBuf in) {
        mtu = Math.max(SMALLEST_MTU, Math.min(in.readUnsignedShortLE(), largestMtu));
        return new Octets().octet(0x03).pairLow(largestMtu).done();
    }

    private Bytes findInformation(ByteBuf in) {
        int start = in.readUnsignedShortLE();
        List<Attribute> found = range(start, in.readUnsignedShortLE());
        if (found.isEmpty()) {
            return error(0x04, start, NOT_FOUND);
        }
        int size = found.get(0).type().length();
        Octets out = new Octets().octet(0x05).octet(size == 2 ? 1 : 2);
        int room = mtu - 2;
        for (Attribute each : found) {
            if (each.type().length() != size || room < 2 + size) {
                break;
            }
            out.pairLow(each.handle()).bytes(each.type());
            room -= 2 + size;
        }
        return out.done();
    }

    private Bytes findByTypeValue(ByteBuf in) {
        int start = in.readUnsignedShortLE();
        int end = in.readUnsignedShortLE();
        Bytes type = Bytes.read(in, 2);
        Bytes value = Bytes.read(in, in.readableBytes());
        Octets out = new Octets().octet(0x07);
        boolean any = false;
        for (Attribute each : range(start, end)) {
            if (each.type().equals(type) && each.value().equals(value)) {
                out.pairLow(each.handle()).pairLow(Math.max(each.handle(), each.end()));
                any = true;
            }
        }
        return any ? out.done() : error(0x06, start, NOT_FOUND);
    }

    private Bytes readByType(ByteBuf in) {
        int start = in.readUnsignedShortLE();
        int end = in.readUnsignedShortLE();
        return list(0x08, start, end, Bytes.read(in, in.readableBytes()));
    }

    private Bytes readByGroupType(ByteBuf in) {
        int start = in.readUnsignedShortLE();
        int end = in.readUnsignedShortLE();
        Bytes type = Bytes.read(in, in.readableBytes());
        return type.equals(Bytes.ofHex("0028")) ? list(0x10, start, end, type) : error(0x10, start, UNSUPPORTED_GROUP);
    }

    /** As many attributes of a type as fit and are of one length. */
    private Bytes list(int opcode, int start, int end, Bytes type) {
        boolean groups = opcode == 0x10;
        Octets out = new Octets();
        int size = 0;
        int room = mtu - 2;
        for (Attribute each : range(start, end)) {
            int needed = (groups ? 4 : 2) + each.value().length();
            if (!each.type().equals(type)) {
                continue;
            }
            if ((size != 0 && size != needed) || room < needed) {
                break;
            }
            size = needed;
            room -= needed;
            out.pairLow(each.handle());
            if (groups) {
                out.pairLow(each.end());
            }
            out.bytes(each.value());
        }
        return size == 0
                ? error(opcode, start, NOT_FOUND)
                : new Octets().octet(opcode + 1).octet(size).bytes(out.done()).done();
    }

    private Bytes read(ByteBuf in) {
        int handle = in.readUnsignedShortLE();
        List<Attribute> found = range(handle, handle);
        if (found.isEmpty() || handle == 0) {
            return error(0x0A, handle, INVALID_HANDLE);
        }
        if (handle == VALUE_TO_NODE || handle == VALUE_FROM_NODE) {
            return error(0x0A, handle, READ_NOT_PERMITTED);
        }
        Bytes value = handle == CCCD
                ? new Octets().pairLow(notifying ? 1 : 0).done()
                : found.get(0).value();
        return new Octets().octet(0x0B).bytes(value).done();
    }

    private @Nullable Bytes write(ByteBuf in, boolean answered) {
        int handle = in.readUnsignedShortLE();
        if (handle == CCCD) {
            notifying = (in.readUnsignedShortLE() & 1) != 0;
        } else if (handle == VALUE_TO_NODE) {
            written.accept(Bytes.read(in, in.readableBytes()));
        } else if (answered) {
            return error(WRITE_REQUEST, handle, WRITE_NOT_PERMITTED);
        }
        return answered ? new Octets().octet(0x13).done() : null;
    }

    private static List<Attribute> range(int start, int end) {
        List<Attribute> found = new ArrayList<>(TABLE);
        found.removeIf(each -> each.handle() < start || each.handle() > end);
        return found;
    }

    private static Bytes error(int opcode, int handle, int reason) {
        return new Octets()
                .octet(ERROR)
                .octet(opcode)
                .pairLow(handle)
                .octet(reason)
                .done();
    }
}
