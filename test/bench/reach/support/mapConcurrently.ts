/** Maps items with as many calls at a time as `jobs` says. The results are in the order of the items. */
export async function mapConcurrently<Item, Result>(items: readonly Item[], jobs: number, map: (item: Item) => Promise<Result>): Promise<readonly Result[]> {
  const results: Result[] = []
  let next = 0
  await Promise.all(Array.from({ length: Math.min(jobs, items.length) }, async () => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index]
      if (item !== undefined) results[index] = await map(item)
    }
  }))
  return results
}
