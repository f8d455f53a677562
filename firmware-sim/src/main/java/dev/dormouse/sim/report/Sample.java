package dev.dormouse.sim.report;

/**
 * The counts at one moment.
 *
 * @param second of the computer's clock since the start
 * @param active devices that are connected and awake
 * @param asleep devices asleep
 * @param waiting devices that connect, search or are lost
 * @param sent messages so far
 * @param arrived messages so far
 * @param delivered commands so far
 * @param up datagrams so far
 * @param down datagrams so far
 */
record Sample(
        double second,
        int active,
        int asleep,
        int waiting,
        long sent,
        long arrived,
        long delivered,
        long up,
        long down) {}
