package dev.dormouse.gateway.message;

/** What a datagram turned out to say: something within a session, or something that anybody may say. */
public sealed interface Heard permits FromClient, FromAnyone {}
