package dev.dormouse.sim.cli;

import dev.dormouse.sim.dongle.znp.ZStack;
import dev.dormouse.sim.dongle.znp.ZnpDongle;
import dev.dormouse.sim.dongle.znp.ZnpOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dormouse-sim dongle znp}: a Z-Stack coordinator. */
@Command(name = "znp", description = "A Texas Instruments Z-Stack coordinator.", mixinStandardHelpOptions = true)
final class ZnpCommand implements Callable<Integer> {

    @Mixin
    private DongleStage stage = new DongleStage();

    @Option(
            names = "--z-stack",
            paramLabel = "VERSION",
            defaultValue = "3.x",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ZStack firmware = ZStack.Z3_X;

    @Option(names = "--unformed", description = "It has never been the coordinator of a network.")
    private boolean unformed;

    @Option(names = "--boot-loader", description = "A boot loader waits for 0xEF first, as on CC2531.")
    private boolean bootLoader;

    @Option(
            names = "--endpoint",
            paramLabel = "N",
            defaultValue = "0xE8",
            converter = NumberConverter.class,
            description = "Endpoint of the nodes, 1 to 240. Default: ${DEFAULT-VALUE}.")
    private int endpoint;

    @Option(
            names = "--cluster",
            paramLabel = "N",
            defaultValue = "0x0011",
            converter = NumberConverter.class,
            description = "Cluster in which they talk. Default: ${DEFAULT-VALUE}.")
    private int cluster;

    @Override
    public Integer call() throws IOException {
        return stage.play(() -> {
            ZnpOptions options = new ZnpOptions(firmware, !unformed, bootLoader, endpoint, cluster);
            return rig -> new ZnpDongle(rig, options);
        });
    }
}
