@NullMarked
package dev.dormouse.link.serial;

import org.jspecify.annotations.NullMarked;
