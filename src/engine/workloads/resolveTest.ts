import { findInPlace } from './findInPlace.ts'
import type { Rung } from './rung.ts'

/** A test that reaches the function, run in place. */
export const resolveTest: Rung = async (request, tools, signal) => await findInPlace('tests', request, tools, signal)
