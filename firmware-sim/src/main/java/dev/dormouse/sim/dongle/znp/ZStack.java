package dev.dormouse.sim.dongle.znp;

import java.util.Locale;

/** Generations of the firmware. */
public enum ZStack {
    /** 1.2 on CC2531. */
    Z1_2(0, 20190608),
    /** 3.x.0 on CC26x2. */
    Z3_X(1, 20240710),
    /** 3.0.x on CC2530 and CC2538. */
    Z3_0(2, 20211115);

    private final int product;
    private final long revision;

    ZStack(int product, long revision) {
        this.product = product;
        this.revision = revision;
    }

    int product() {
        return product;
    }

    long revision() {
        return revision;
    }

    /** Whether networks are formed by the base device behaviour (APP_CNF). */
    boolean hasCommissioning() {
        return this != Z1_2;
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().substring(1).toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
