// `dist/targetWriter.cjs`: what wraps the function in a module that was compiled, with the parser, apart from the hook that is loaded
// into every process of a test run.
export { recordedTarget } from '../../core/source/recordedTarget.ts'
