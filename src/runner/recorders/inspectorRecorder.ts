import { Session } from 'node:inspector'
import type { Profiler } from 'node:inspector'
import { importCdpProfile } from '../../core/profile/importCdpProfile.ts'
import type { Recorder } from './recorder.ts'

const { console } = globalThis

/**
 * Samples through V8's inspector, which every Node has but a sandboxed one of version 22. Windows are nested
 * recordings of `console.profile`: starting the profiler itself takes 30 ms and more.
 * @throws where the permission model denies the inspector
 */
export function startInspectorRecorder(intervalUs: number): Recorder {
  const session = new Session()
  session.connect()
  // A session in the same thread answers before `post` returns.
  session.post('Profiler.enable')
  session.post('Profiler.setSamplingInterval', { interval: intervalUs })
  session.post('Profiler.start')
  let finished: Profiler.Profile | null = null
  session.on('Profiler.consoleProfileFinished', ({ params }) => { finished = params.profile })
  let window = 0
  open()
  return {
    name: 'inspector',
    nextWindow() {
      close()
      const profile = finished
      finished = null
      open()
      if (profile === null) throw new Error('Internal error: the inspector gave no profile')
      return importCdpProfile(profile)
    },
    stop() {
      close()
      session.post('Profiler.stop')
      session.disconnect()
    },
  }

  function open(): void {
    console.profile(`heatline ${++window}`)
  }

  function close(): void {
    console.profileEnd(`heatline ${window}`)
  }
}
