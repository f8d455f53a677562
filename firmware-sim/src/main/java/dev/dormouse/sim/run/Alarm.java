package dev.dormouse.sim.run;

import dev.dormouse.sim.device.Ticks;

/** Something that is to happen at a time; it knows its place among the others, so that the time can be changed cheaply. */
abstract class Alarm {
    long due = Ticks.NEVER;
    long sequence;
    int place = -1;

    abstract void ring(long now);
}
