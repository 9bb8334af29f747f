import { Session } from 'node:inspector'
import { HeatlineError } from '../../core/heatlineError.ts'

/** An object that was allocated since sampling began and is still held. */
export interface LiveSample {
  /** Of V8's own sampling. */
  readonly bytes: number
  /** The innermost JavaScript function that ran. */
  readonly functionName: string
  readonly url: string
}

/** Of the inspector's `HeapProfiler.SamplingHeapProfile`: Node's types lack the samples. */
interface Profile {
  readonly head: ProfileNode
  readonly samples: readonly { readonly size: number; readonly nodeId: number; /** Grows from sample to sample in the order of time. */ readonly ordinal: number }[]
}

interface ProfileNode {
  readonly id: number
  readonly callFrame: { readonly functionName: string; readonly url: string }
  readonly children: readonly ProfileNode[]
}

/** Tells each object that is allocated from now on. */
export interface LiveSampler {
  /** What is held of it, in the order in which it was allocated. */
  take(): readonly LiveSample[]
}

/**
 * V8's sampling of allocations, of each of them: it numbers them in their order. What V8 inlines has no function of its own there: the process must run
 * without inlining.
 * @throws HeatlineError where the permission model denies the inspector
 */
export function openLiveSampler(): () => LiveSampler {
  const session = new Session()
  try {
    session.connect()
  } catch {
    throw new HeatlineError(`Node ${process.versions.node} denies its inspector to code in the sandbox. Use Node 24.12 or later, or write the call yourself: it then runs as written.`)
  }
  return () => {
    // A session in the same thread answers before `post` returns.
    session.post('HeapProfiler.startSampling', { samplingInterval: 1 })
    return {
      take() {
        let samples: readonly LiveSample[] = []
        session.post('HeapProfiler.getSamplingProfile', (error, answer) => {
          if (error !== null) throw error
          samples = liveSamples(answer.profile as unknown as Profile)
        })
        return samples
      },
    }
  }
}

function liveSamples({ head, samples }: Profile): readonly LiveSample[] {
  const nodes = new Map<number, ProfileNode>()
  const waiting = [head]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    nodes.set(node.id, node)
    waiting.push(...node.children)
  }
  return samples.toSorted((a, b) => a.ordinal - b.ordinal).map(({ size, nodeId }) => {
    const { functionName, url } = nodes.get(nodeId)?.callFrame ?? { functionName: '', url: '' }
    return { bytes: size, functionName, url }
  })
}
