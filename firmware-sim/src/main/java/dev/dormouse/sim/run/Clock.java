package dev.dormouse.sim.run;

import dev.dormouse.sim.device.Ticks;
import java.util.Arrays;

/** The time of some devices: a heap of alarms that ring when somebody says how late it is. Equal times ring in the order of setting. */
public final class Clock {
    private Alarm[] heap = new Alarm[64];
    private int size;
    private long sequence;
    private long now;

    /** Microseconds since the start. */
    public long now() {
        return now;
    }

    /** When the next alarm is due; {@link Ticks#NEVER} without one. */
    public long nextDue() {
        return size == 0 ? Ticks.NEVER : heap[0].due;
    }

    /** Lets the time pass and rings what is due by then. Alarms see the time for which they were set if it is not over yet. */
    public void advanceTo(long moment) {
        while (size > 0 && heap[0].due <= moment) {
            Alarm next = heap[0];
            now = Math.max(now, next.due);
            set(next, Ticks.NEVER);
            next.ring(now);
        }
        now = Math.max(now, moment);
    }

    /** Says what time it is without ringing anything; the time does not go back. */
    public void tell(long moment) {
        now = Math.max(now, moment);
    }

    void set(Alarm alarm, long due) {
        if (alarm.place >= 0) {
            if (alarm.due == due) {
                return;
            }
            remove(alarm);
        }
        alarm.due = due;
        if (due == Ticks.NEVER) {
            return;
        }
        alarm.sequence = sequence++;
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        put(alarm, size++);
        up(alarm);
    }

    private void remove(Alarm alarm) {
        int place = alarm.place;
        alarm.place = -1;
        Alarm last = heap[--size];
        if (last != alarm) {
            put(last, place);
            up(last);
            down(last);
        }
    }

    private void up(Alarm alarm) {
        while (alarm.place > 0) {
            Alarm parent = heap[(alarm.place - 1) / 2];
            if (!before(alarm, parent)) {
                return;
            }
            swap(alarm, parent);
        }
    }

    private void down(Alarm alarm) {
        while (true) {
            int child = 2 * alarm.place + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], alarm)) {
                return;
            }
            swap(alarm, heap[child]);
        }
    }

    private void swap(Alarm one, Alarm other) {
        int place = one.place;
        put(one, other.place);
        put(other, place);
    }

    private void put(Alarm alarm, int place) {
        heap[place] = alarm;
        alarm.place = place;
    }

    private static boolean before(Alarm one, Alarm other) {
        return one.due != other.due ? one.due < other.due : one.sequence < other.sequence;
    }
}
