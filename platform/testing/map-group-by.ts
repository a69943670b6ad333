/**
 * Node 20 has no Map.groupBy, with which vitest's reporter prints a failing
 * test; without it the failure's message is lost. Goes when Node 20 does.
 */
type Grouping = {
  groupBy?: <Item, Key>(
    items: Iterable<Item>,
    keyOf: (item: Item, at: number) => Key,
  ) => Map<Key, Item[]>
}

;(Map as Grouping).groupBy ??= (items, keyOf) => {
  const groups = new Map<
    ReturnType<typeof keyOf>,
    (typeof items extends Iterable<infer Item> ? Item : never)[]
  >()
  let at = 0
  for (const item of items) {
    const key = keyOf(item, at++)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
