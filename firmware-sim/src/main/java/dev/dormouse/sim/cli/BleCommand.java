package dev.dormouse.sim.cli;

import dev.dormouse.sim.dongle.ble.BleDongle;
import dev.dormouse.sim.dongle.ble.BleOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dormouse-sim dongle ble}: a Bluetooth controller with HCI on a UART. */
@Command(
        name = "ble",
        description = "A Bluetooth controller with HCI on a UART (H:4), among peripherals with a Nordic UART Service.",
        mixinStandardHelpOptions = true)
final class BleCommand implements Callable<Integer> {

    @Mixin
    private DongleStage stage = new DongleStage();

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "20",
            description = "Most connections at once. Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(
            names = "--acl-length",
            paramLabel = "N",
            defaultValue = "27",
            description = "Octets of data in an ACL packet. Default: ${DEFAULT-VALUE}.")
    private int aclLength;

    @Option(
            names = "--acl-packets",
            paramLabel = "N",
            defaultValue = "8",
            description = "ACL packets the controller takes at once. Default: ${DEFAULT-VALUE}.")
    private int aclPackets;

    @Option(
            names = "--mtu",
            paramLabel = "N",
            defaultValue = "247",
            description = "ATT_MTU of the peripherals. Default: ${DEFAULT-VALUE}.")
    private int mtu;

    @Option(
            names = "--beacons",
            paramLabel = "N",
            defaultValue = "0",
            description = "Devices that publish by advertising. Default: ${DEFAULT-VALUE}.")
    private int beacons;

    @Override
    public Integer call() throws IOException {
        return stage.play(() -> {
            BleOptions options = new BleOptions(connections, aclLength, aclPackets, mtu, beacons);
            return rig -> new BleDongle(rig, options);
        });
    }
}
