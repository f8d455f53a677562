package dev.dormouse.uplink.embedded;

import java.nio.file.Path;

/** A broker as a process of its own, so that a test can kill it. Prints its port and runs until its input ends. */
final class BrokerProcess {
    private BrokerProcess() {}

    public static void main(String[] arguments) throws Exception {
        BrokerOptions options =
                BrokerOptions.in(Path.of(arguments[0])).withTcp(Endpoint.loopback(Integer.parseInt(arguments[1])));
        try (EmbeddedBroker broker = EmbeddedBroker.start(options)) {
            System.out.println("port " + broker.tcpPort());
            while (System.in.read() >= 0) {
                // until whoever started us closes the pipe
            }
        }
    }
}
