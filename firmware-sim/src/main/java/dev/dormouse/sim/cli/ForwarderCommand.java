package dev.dormouse.sim.cli;

import dev.dormouse.sim.dongle.forwarder.Crc;
import dev.dormouse.sim.dongle.forwarder.ForwarderDongle;
import dev.dormouse.sim.dongle.forwarder.ForwarderOptions;
import dev.dormouse.sim.dongle.forwarder.Framing;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dormouse-sim dongle forwarder}: a microcontroller between a radio and a serial line. */
@Command(
        name = "forwarder",
        description = "A microcontroller that forwards between a serial line and its radio.",
        mixinStandardHelpOptions = true)
final class ForwarderCommand implements Callable<Integer> {

    @Mixin
    private DongleStage stage = new DongleStage();

    @Option(
            names = "--framing",
            paramLabel = "NAME",
            defaultValue = "slip",
            description = "One of slip, cobs, hdlc, length. Default: ${DEFAULT-VALUE}.")
    private Framing framing = Framing.SLIP;

    @Option(
            names = "--crc",
            paramLabel = "NAME",
            defaultValue = "none",
            description = "One of none, xmodem, x25. Default: ${DEFAULT-VALUE}.")
    private Crc crc = Crc.NONE;

    @Option(
            names = "--node-id-length",
            paramLabel = "N",
            defaultValue = "2",
            description = "Octets of a node id, 1 to 8. Default: ${DEFAULT-VALUE}.")
    private int nodeIdLength;

    @Option(names = "--bare", description = "One node, no envelope.")
    private boolean bare;

    @Option(names = "--aquila", description = "As the Aquila bridge does it.")
    private boolean aquila;

    @Override
    public Integer call() throws IOException {
        return stage.play(() -> {
            ForwarderOptions options = options();
            return rig -> new ForwarderDongle(rig, options);
        });
    }

    private ForwarderOptions options() {
        if (aquila) {
            return ForwarderOptions.AQUILA;
        }
        return bare ? ForwarderOptions.bare(framing, crc) : ForwarderOptions.of(framing, crc, nodeIdLength);
    }
}
