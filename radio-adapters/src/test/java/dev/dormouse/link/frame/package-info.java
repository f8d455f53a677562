/** Tests of the search for frames, and the vectors and checks all frame codecs share. */
@NullMarked
package dev.dormouse.link.frame;

import org.jspecify.annotations.NullMarked;
