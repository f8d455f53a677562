package dev.dormouse.sim.device;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requests that wait for their answers, in the order in which they were begun. */
final class OpenRequests {
    private final List<Request> requests = new ArrayList<>(1);

    void add(Request request) {
        requests.add(request);
    }

    void remove(Request request) {
        requests.remove(request);
    }

    /** False when there is none of this kind. */
    boolean removeAll(Request.Kind kind) {
        return requests.removeIf(request -> request.kind == kind);
    }

    void clear() {
        requests.clear();
    }

    boolean isEmpty() {
        return requests.isEmpty();
    }

    int size() {
        return requests.size();
    }

    /** As they are now; the list does not change with them. */
    List<Request> all() {
        return List.copyOf(requests);
    }

    boolean has(Request.Kind kind) {
        return requests.stream().anyMatch(request -> request.kind == kind);
    }

    /** How many messages are under way. */
    long publishing() {
        return requests.stream().filter(Request::publishes).count();
    }

    /** When the first of them is repeated. */
    long due() {
        long due = Ticks.NEVER;
        for (Request request : requests) {
            due = Math.min(due, request.retry.due());
        }
        return due;
    }

    @Nullable
    Request find(Request.Kind kind, int msgId) {
        for (Request request : requests) {
            if (request.kind == kind && request.msgId == msgId) {
                return request;
            }
        }
        return null;
    }

    /** Its answer has come: it waits no longer. */
    @Nullable
    Request take(Request.Kind kind, int msgId) {
        Request request = find(kind, msgId);
        if (request != null) {
            requests.remove(request);
        }
        return request;
    }
}
