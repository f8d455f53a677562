@NullMarked
package dev.dormouse.link.forwarder;

import org.jspecify.annotations.NullMarked;
