package dev.dormouse.bench.scenario;

import dev.dormouse.bench.load.Device;
import dev.dormouse.bench.load.Fleet;
import dev.dormouse.bench.meter.Cost;
import dev.dormouse.bench.meter.Heap;
import dev.dormouse.bench.meter.Latencies;
import dev.dormouse.bench.meter.Meters;
import dev.dormouse.bench.meter.ProcessMeter;
import java.io.IOException;
import java.util.List;

/** Many clients connect, stay for a moment in which the memory is read, and disconnect; at most 200 of them at a time. */
public final class Connecting implements Scenario {
    private static final int WINDOW = 200;

    private final int clients;

    /** With this many clients. */
    public Connecting(int clients) {
        this.clients = clients;
    }

    @Override
    public List<Result> run(Stand stand) throws IOException {
        Meters meters = stand.meters();
        try (Fleet fleet = stand.fleet(clients)) {
            double heapBefore = heapKib(meters);
            double residentBefore = meters.gatewayKib();

            Meters.Run connecting = meters.begin();
            Latencies connected = fleet.once(WINDOW, Device::connect);
            double connectSeconds = connecting.seconds();
            stand.afterwork();
            Cost costOfConnect = connecting.end().lasting(connectSeconds);
            double resident = meters.gatewayKib();
            double heap = heapKib(meters);
            Result connect = Result.of("connect", clients, connected, costOfConnect, resident)
                    .withMemory((resident - residentBefore) / clients, (heap - heapBefore) / clients)
                    .withNote(fleet.troubles())
                    .withNote(Double.isNaN(heap) ? "no heap figures: jcmd cannot read that process" : "");

            Meters.Run disconnecting = meters.begin();
            Latencies disconnected = fleet.once(WINDOW, Device::disconnect);
            double disconnectSeconds = disconnecting.seconds();
            stand.afterwork();
            Cost costOfDisconnect = disconnecting.end().lasting(disconnectSeconds);
            Result disconnect = Result.of("disconnect", clients, disconnected, costOfDisconnect, meters.gatewayKib())
                    .withNote(fleet.troubles());
            return List.of(connect, disconnect);
        }
    }

    private static double heapKib(Meters meters) throws IOException {
        ProcessMeter gateway = meters.gateway();
        return gateway == null ? Double.NaN : Heap.kibAfterCollection(gateway.pid());
    }
}
