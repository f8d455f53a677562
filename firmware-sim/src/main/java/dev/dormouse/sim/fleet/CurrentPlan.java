package dev.dormouse.sim.fleet;

/**
 * What a device draws from its battery, for the estimate of the report.
 *
 * @param sleep milliamperes with the radio off
 * @param receive milliamperes while it listens
 * @param transmit milliamperes while it sends
 * @param bitRate bits per second on the air, which make octets airtime
 * @param overhead octets that the radio adds to each datagram
 */
public record CurrentPlan(double sleep, double receive, double transmit, long bitRate, int overhead) {
    /** A radio of IEEE 802.15.4: 250 kbit/s, 31 octets of headers. */
    public static final CurrentPlan DEFAULT = new CurrentPlan(0.003, 6, 10, 250_000, 31);
}
