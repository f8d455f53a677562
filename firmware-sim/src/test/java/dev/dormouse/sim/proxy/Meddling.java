package dev.dormouse.sim.proxy;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.v12.V12Packet;
import dev.dormouse.sim.link.Datagrams;
import java.util.Collection;
import java.util.function.BiPredicate;

/** Lets meddlers look at datagrams. */
public final class Meddling {
    private Meddling() {}

    /** Whether no meddler keeps a datagram to himself. */
    public static boolean passes(
            Collection<Meddler> meddlers, byte[] datagram, BiPredicate<Meddler, V12Packet> meddling) {
        if (meddlers.isEmpty()) {
            return true;
        }
        try {
            V12Packet packet = Datagrams.read(datagram);
            return meddlers.stream().noneMatch(meddler -> meddling.test(meddler, packet));
        } catch (MalformedPacketException e) {
            return true;
        }
    }
}
