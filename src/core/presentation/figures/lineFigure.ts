import type { Evidence } from '../../evidence/evidence.ts'

/** What is said of a line beside its time. */
export interface LineFigure {
  /** As in the run's evidence. */
  readonly file: string
  /** 0-based, when it was measured. */
  readonly line: number
  /** For the line's end: `1,000×`. */
  readonly text: string
  /** The same in words. */
  readonly detail: string
}

/** A kind of figure that lines can show. */
export interface FigureKind {
  readonly name: string
  /** `how often lines run` */
  readonly title: string
  /** An icon of VS Code's. */
  readonly icon: string
  /** One a line; null where the run did not collect what it is made of. */
  readonly of: (evidence: Evidence) => readonly LineFigure[] | null
}
