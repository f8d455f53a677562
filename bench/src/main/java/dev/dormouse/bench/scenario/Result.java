package dev.dormouse.bench.scenario;

import dev.dormouse.bench.meter.Cost;
import dev.dormouse.bench.meter.Latencies;

/**
 * The figures of one kind of operation; NaN is not measured.
 *
 * @param name what was done
 * @param clients devices that took part
 * @param operations how many were completed
 * @param cost CPU and time of all of them
 * @param latencies of each
 * @param lostShare messages that did not arrive, 0 to 1
 * @param residentKib memory of the gateway at the end of the run
 * @param residentKibPerClient growth of that memory per connected client
 * @param heapKibPerClient the same of the heap, after a full collection before and after
 * @param note a remark for the reader, possibly empty
 */
public record Result(
        String name,
        int clients,
        long operations,
        Cost cost,
        Latencies latencies,
        double lostShare,
        double residentKib,
        double residentKibPerClient,
        double heapKibPerClient,
        String note) {
    private static final double HUNDRED_THOUSAND = 100_000;

    static Result of(String name, int clients, Latencies latencies, Cost cost, double residentKib) {
        long crowded = cost.listenOverflows();
        String note = crowded == 0
                ? ""
                : "a TCP server here, such as the broker, was too crowded %d times, up to a second each"
                        .formatted(crowded);
        return new Result(
                name,
                clients,
                latencies.count(),
                cost,
                latencies,
                Double.NaN,
                residentKib,
                Double.NaN,
                Double.NaN,
                note);
    }

    Result withLoss(double share) {
        return new Result(
                name,
                clients,
                operations,
                cost,
                latencies,
                share,
                residentKib,
                residentKibPerClient,
                heapKibPerClient,
                note);
    }

    Result withMemory(double residentPerClient, double heapPerClient) {
        return new Result(
                name,
                clients,
                operations,
                cost,
                latencies,
                lostShare,
                residentKib,
                residentPerClient,
                heapPerClient,
                note);
    }

    Result withNote(String text) {
        return new Result(
                name,
                clients,
                operations,
                cost,
                latencies,
                lostShare,
                residentKib,
                residentKibPerClient,
                heapKibPerClient,
                note.isEmpty() || text.isEmpty() ? note + text : note + "; " + text);
    }

    /** Operations per second. */
    public double perSecond() {
        return operations / cost.seconds();
    }

    /** CPU seconds of the gateway for 100 000 operations. */
    public double gatewayPer100k() {
        return cost.gatewaySeconds() * HUNDRED_THOUSAND / operations;
    }

    /** CPU seconds of the broker for 100 000 operations. */
    public double brokerPer100k() {
        return cost.brokerSeconds() * HUNDRED_THOUSAND / operations;
    }
}
