@NullMarked
package dev.dormouse.link.radio;

import org.jspecify.annotations.NullMarked;
