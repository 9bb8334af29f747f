// A process that asks the product, one question at a time: the product measures one thing at a time per user and machine,
// so that each of these is a user of its own (`XDG_DATA_HOME`).
import { askHeatline } from './askHeatline.ts'
import type { HeatlineAnswer, HeatlineQuestion } from './askHeatline.ts'

process.on('message', (question: HeatlineQuestion) => {
  void askHeatline(question).then((answer) => process.send?.(answer satisfies HeatlineAnswer))
})
