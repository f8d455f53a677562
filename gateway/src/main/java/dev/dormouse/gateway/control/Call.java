package dev.dormouse.gateway.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Says one command to a running gateway. Blocks; a gateway that runs ends the call within ten seconds. */
public final class Call {
    private Call() {}

    /**
     * Says a command and hears the answer.
     *
     * @param data the data directory of the gateway
     * @throws IOException when no gateway runs there, or another user's
     */
    public static Answer say(Path data, PermitJoin command) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(ControlSocket.in(data)))) {
            Lines.write(channel, command.line());
            return Answer.parse(Lines.read(channel));
        }
    }
}
