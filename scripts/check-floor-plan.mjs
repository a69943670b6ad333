/**
 * Holds the imports of the house to floor-plan.mjs, through dependency-cruiser.
 * Prints each breach; exit 1 when there is one.
 *
 * Under TypeScript 7 dependency-cruiser reads TypeScript through swc, and does
 * not tell swc that a .tsx file holds JSX. So we tell it, and then cruise.
 */
import swc from '@swc/core'

const parseFile = swc.parseFileSync
swc.parseFileSync = (file, options) => parseFile(file, { ...options, tsx: file.endsWith('.tsx') })

const { cruise } = await import('dependency-cruiser')
const { default: rules } = await import('../.dependency-cruiser.mjs')

const folders = ['rooms', 'platform', 'design', 'app', 'seed', 'walks', 'bench', 'scripts']
const { readdirSync } = await import('node:fs')
const there = new Set(readdirSync('.'))
const { output } = await cruise(
  folders.filter(folder => there.has(folder)),
  { ...rules.options, ruleSet: { forbidden: rules.forbidden }, validate: true },
)

const { violations, totalCruised, totalDependenciesCruised } = output.summary
for (const { from, to, rule } of violations) process.stdout.write(`${rule.name}: ${from} → ${to}\n`)
// A cruiser that reads nothing finds nothing: that must not pass for a clean house.
if (totalDependenciesCruised < totalCruised) {
  process.stdout.write('The floor plan could not be checked: hardly any import was read.\n')
  process.exit(1)
}
process.stdout.write(
  `Floor plan: ${violations.length} breaches in ${totalCruised} files and ${totalDependenciesCruised} imports.\n`,
)
process.exit(violations.length > 0 ? 1 : 0)
