/** What an export says of itself: what is where, and how to verify it without Goldthread. */
export const explanationOf = ({
  title,
  takenAt,
  isPublic,
}: {
  readonly title: string
  readonly takenAt: string
  readonly isPublic: boolean
}) => `# ${title}: ${isPublic ? 'what the public may see of the record' : 'the whole record'}

Taken by Goldthread at ${takenAt}. Everything is in open formats; nothing here needs Goldthread.
${isPublic ? '' : '\n**This holds private and personal details.** Keep it as you keep the record itself.\n'}
| where | what |
| --- | --- |
| \`data/\` | each table, twice: \`.csv\` for people and spreadsheets, \`.jsonl\` (one JSON object a line) for programs |
| \`datapackage.json\` | the data dictionary (Frictionless Data, Tabular Data Package): each column with its type and meaning, keys, and which column refers to which table |
| \`files/\` | papers, packs, reports and letters' files as \`body/day/name\`; \`files/index.csv\` and \`.jsonl\` give the SHA-256 of each and its other names |
| \`site/\` | the public site as it stood a moment later: each page as HTML, each published pack and report as PDF or Word. Any web server shows it: \`cd site && python3 -m http.server\` |
${
  isPublic
    ? ''
    : `| \`journal/\` | the journal (\`journal.jsonl\`), the changes of rows that each line claims (\`row-changes.jsonl\`), where it ends (\`head.json\`) |
`
}| \`data/platform.checkpoints.*\` | where the journal stood at the end of each day, as it was published |
| \`SHA256SUMS\` | the digest of every other file |
| \`verify.mjs\` | verifies all of it; needs Node 20 or later and nothing else |

In the CSV files a text that a spreadsheet would take for a formula has an apostrophe before it. The JSON
Lines hold each value exactly.${
  isPublic
    ? ''
    : ' Not here: who is signed in, keys for signing in and for the API, letters that wait to be sent.'
}

## To verify it

\`\`\`sh
node verify.mjs
sha256sum --check --quiet SHA256SUMS      # the first part of it, without Node
\`\`\`

The digest of \`SHA256SUMS\` was told when this was made. With \`--sums DIGEST\` the script also tells whether
somebody replaced a file and its line in \`SHA256SUMS\` alike.
${
  isPublic
    ? `
## The checkpoints

Each is the digest of the journal's last line at the end of a day. The journal itself is not public; whoever
runs the record can show the line (\`npx goldthread verify --checkpoint DIGEST\`), and cannot make another
record with the same digest.
`
    : `
## What is verified, in words

H is SHA-256. *Canonical JSON* has its keys sorted and no spaces. Digests are written in hexadecimal; where
one goes into another it goes in as bytes, unless it stands within JSON or text.

1. **A line's values.** \`values_digest\` = H(\`salt\` as bytes, then the canonical JSON of
   [\`before\`, \`after\`], null where there is none). Where values were lawfully erased their salt is null and
   only this digest is left.
2. **A line's rows.** For each change of \`row-changes.jsonl\` with the line's \`seq\`, in the order of \`id\`:
   \`id table key salt_digest digest\`, parted by spaces, with the word \`gone\` as digest of a row that was taken
   away. Joined by line feeds, H of that is \`rows_digest\`; null where a line claims none.
3. **The chain.** \`digest\` = H(\`previous\` as bytes, then the canonical JSON of [\`seq\`, \`at\`, \`day\`, \`person\`,
   \`verb\`, \`subject_kind\`, \`subject_id\`, \`values_digest\`] with \`rows_digest\` at the end unless it is null).
   \`previous\` is the digest of the line before, and empty in the first. \`seq\` counts from 1 without gaps.
   Times may go backwards where a clock was set; the order is that of \`seq\`.
4. **The rows.** Of each row, the change with the greatest \`id\` tells how it stands: \`digest\` = H(\`salt\` as
   text, then the row's line in \`data/TABLE.jsonl\`, without its line feed). \`salt_digest\` = H(\`salt\` as text).
   The row's \`key\` is its primary key, parted by spaces; of a table without one, H of its line.
5. **The checkpoints.** \`digest\` of each is the digest of line \`lines\`. One that was copied at the time, from
   the site or a newspaper, proves that all lines before it are as they were.
`
}`
