// `dist/moduleWriter.cjs`: what parses and instruments a module, apart from the hook that is loaded into every process of a test run.
export { recordedModule } from '../../core/source/recordedModule.ts'
