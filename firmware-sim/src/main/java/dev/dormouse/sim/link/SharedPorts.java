package dev.dormouse.sim.link;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Many devices behind each socket, told apart by forwarder envelopes with a node id of four octets (1.2 §5.5). */
public final class SharedPorts implements Ports {
    private static final int MSG_TYPE = 0xFE;
    private static final int HEADER = 3;
    private static final int NODE_ID = 4;

    private final EventLoop loop;
    private final InetSocketAddress gateway;
    private final int devicesPerSocket;
    private final Runnable onRead;
    private final Map<Integer, Port.Ear> ears = new HashMap<>();
    private @Nullable Port socket;
    private int onSocket;

    /** The last is called before each datagram is heard: the moment to look at the clock. */
    public SharedPorts(EventLoop loop, InetSocketAddress gateway, int devicesPerSocket, Runnable onRead) {
        this.loop = loop;
        this.gateway = gateway;
        this.devicesPerSocket = devicesPerSocket;
        this.onRead = onRead;
    }

    @Override
    public Port open(int device, Port.Ear ear) {
        Port current = socket;
        if (current == null || onSocket == devicesPerSocket) {
            current = Sockets.open(loop, gateway, this::hear);
            socket = current;
            onSocket = 0;
        }
        onSocket++;
        ears.put(device, ear);
        return new Node(device, current);
    }

    private void hear(byte[] datagram) {
        boolean wrapped = datagram.length > HEADER + NODE_ID
                && datagram[0] == HEADER + NODE_ID
                && (datagram[1] & 0xFF) == MSG_TYPE;
        Port.Ear ear = wrapped ? ears.get(number(datagram)) : null;
        if (ear != null) {
            onRead.run();
            byte[] inner = new byte[datagram.length - HEADER - NODE_ID];
            System.arraycopy(datagram, HEADER + NODE_ID, inner, 0, inner.length);
            ear.hear(inner);
        }
    }

    private static int number(byte[] datagram) {
        int number = 0;
        for (int i = HEADER; i < HEADER + NODE_ID; i++) {
            number = (number << 8) | (datagram[i] & 0xFF);
        }
        return number;
    }

    private final class Node implements Port {
        private final int device;
        private final Port socket;

        Node(int device, Port socket) {
            this.device = device;
            this.socket = socket;
        }

        @Override
        public void send(byte[] datagram) {
            byte[] wrapped = new byte[HEADER + NODE_ID + datagram.length];
            wrapped[0] = HEADER + NODE_ID;
            wrapped[1] = (byte) MSG_TYPE;
            for (int i = 0; i < NODE_ID; i++) {
                wrapped[HEADER + i] = (byte) (device >> (8 * (NODE_ID - 1 - i)));
            }
            System.arraycopy(datagram, 0, wrapped, HEADER + NODE_ID, datagram.length);
            socket.send(wrapped);
        }

        /** Moves the whole forwarder. */
        @Override
        public void rebind() {
            socket.rebind();
        }

        @Override
        public void close() {
            ears.remove(device);
            if (ears.isEmpty()) {
                socket.close();
            }
        }
    }
}
