package dev.dormouse.sim.cli;

import dev.dormouse.sim.dongle.xbee.XbeeDongle;
import dev.dormouse.sim.dongle.xbee.XbeeFirmware;
import dev.dormouse.sim.dongle.xbee.XbeeOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dormouse-sim dongle xbee}: a Digi XBee module. */
@Command(name = "xbee", description = "A Digi XBee module.", mixinStandardHelpOptions = true)
final class XbeeCommand implements Callable<Integer> {

    @Mixin
    private DongleStage stage = new DongleStage();

    @Option(
            names = "--api-mode",
            paramLabel = "N",
            defaultValue = "1",
            description = "1 or 2, or 0 for transparent mode. Default: ${DEFAULT-VALUE}.")
    private int mode;

    @Option(
            names = "--firmware",
            paramLabel = "NAME",
            defaultValue = "zigbee-s2c",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private XbeeFirmware firmware = XbeeFirmware.ZIGBEE_S2C;

    @Option(names = "--encrypted", description = "The network has security on (EE=1).")
    private boolean encrypted;

    @Option(names = "--short-sources", description = "802.15.4 nodes have 16-bit addresses.")
    private boolean shortSources;

    @Override
    public Integer call() throws IOException {
        return stage.play(() -> {
            XbeeOptions options = new XbeeOptions(firmware, mode, encrypted, shortSources);
            return rig -> new XbeeDongle(rig, options);
        });
    }
}
