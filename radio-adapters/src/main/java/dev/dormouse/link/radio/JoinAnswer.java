package dev.dormouse.link.radio;

/** What came of the wish that new nodes may join the network of an adapter. */
public enum JoinAnswer {
    PERMITTED,
    /** The adapter is not there, or its network is down. */
    LINK_DOWN,
    /** The adapter does not answer, or does not do it. */
    REFUSED,
    /** Adapters of this kind do not decide who may join. */
    NOT_THIS_KIND
}
