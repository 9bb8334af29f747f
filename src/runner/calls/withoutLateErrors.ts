/** Does work while what calls left behind may fail: that is nobody's failure, and does not end the process. */
export async function withoutLateErrors<Result>(work: () => Promise<Result>): Promise<Result> {
  process.on('unhandledRejection', ignore)
  process.on('uncaughtException', ignore)
  try {
    const result = await work()
    await new Promise((resolve) => { setImmediate(resolve) })
    return result
  } finally {
    process.off('unhandledRejection', ignore)
    process.off('uncaughtException', ignore)
  }
}

function ignore(): void {}
