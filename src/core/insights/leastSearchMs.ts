/**
 * Milliseconds of a call below which searching arrays is left alone. Putting n elements into a Set or Map costs some 50 ns each, and r searches of n elements
 * half a nanosecond for each of r times n: with as many of the one as of the other they are even at about 9 us. Seen on packages from npm: of seven
 * searches that took less all became slower.
 */
export const leastSearchMs = 0.01
