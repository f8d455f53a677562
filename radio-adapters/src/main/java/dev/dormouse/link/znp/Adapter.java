package dev.dormouse.link.znp;

import dev.dormouse.link.zigbee.Eui64;

/**
 * What an adapter has said about itself when its network is up.
 *
 * @param version the firmware
 * @param node its own address
 * @param network where it is
 */
record Adapter(SysVersionResponse version, Eui64 node, ZdoExtNwkInfoResponse network) {
    private static final int Z_STACK_3_X_0 = 1;

    /** How many datagrams it may have at once: the older chips have little memory. */
    int window() {
        return version.product() == Z_STACK_3_X_0 ? 16 : 2;
    }

    private String stack() {
        return switch (version.product()) {
            case 0 -> "Z-Stack 1.2";
            case Z_STACK_3_X_0 -> "Z-Stack 3.x.0";
            case 2 -> "Z-Stack 3.0.x";
            default -> "Z-Stack";
        };
    }

    /** The adapter and its network, for people. */
    String description() {
        return stack() + " coordinator " + node.text() + ", firmware " + version.major() + "." + version.minor() + "."
                + version.maintenance() + ", network " + String.format("%04x", network.pan()) + ", channel "
                + network.channel();
    }
}
