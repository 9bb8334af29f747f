import type { Run } from '../core/comparison/run.ts'
import type { WorkloadRequest } from '../engine/workloads/workloadRequest.ts'

export class Permissions {
  async allows(request: WorkloadRequest): Promise<boolean> { void request; return false }
  async ask(request: WorkloadRequest, run: Run): Promise<boolean> { void request; void run; return false }
  async forget(): Promise<void> {}
}
