/**
 * What one installation calls itself and looks like. Colours are `#rrggbb`.
 * `home` is where the wordmark leads on the public site.
 */
export type Brand = {
  readonly name: string
  readonly strapline: string
  /** Whose record this is, as a resident knows it; empty until that was said. */
  readonly organisation: string
  /** Ink: mastheads, buttons, headings' rules. White must be readable on it. */
  readonly primaryColour: string
  /** The thread. Only ever a line or a bead, never text or the only carrier of a meaning. */
  readonly accentColour: string
  /** Links on paper. */
  readonly linkColour: string
  /** A picture instead of Goldthread's mark; `alt` says whose it is. */
  readonly logo?: { readonly src: string; readonly alt: string }
}

export const goldthreadBrand: Brand = {
  name: 'Goldthread',
  strapline: 'The open record of your health and care system',
  organisation: 'Bedfordshire, Luton and Milton Keynes',
  primaryColour: '#12394a',
  accentColour: '#b8862b',
  linkColour: '#0b5872',
}

/** For a record that nobody has set up yet: it is nobody's. */
export const unnamedBrand: Brand = { ...goldthreadBrand, organisation: '' }

/** The paper on which pages are printed; kept here because contrast is measured against it. */
export const paperColour = '#fbf9f5'

const channel = (value: number) => {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map(at =>
    channel(Number.parseInt(colour.slice(at, at + 2), 16)),
  )
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}

/** The contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

/**
 * Why these colours cannot be used, as sentences for whoever set them; empty
 * when they can. WCAG 2.2 AA: 4.5 for text (1.4.3), 3 for lines (1.4.11).
 */
export function faultsOfBrand(brand: Brand): readonly string[] {
  const colours = {
    primaryColour: [brand.primaryColour, '#ffffff', 4.5],
    linkColour: [brand.linkColour, paperColour, 4.5],
    accentColour: [brand.accentColour, paperColour, 3],
  } as const
  return Object.entries(colours).flatMap(([name, [colour, ground, least]]) => {
    if (!/^#[0-9a-f]{6}$/i.test(colour))
      return [`${name} must be written as #rrggbb, not "${colour}".`]
    const reached = contrast(colour, ground)
    return reached >= least
      ? []
      : [
          `${name} ${colour} reaches a contrast of ${reached.toFixed(1)} on ${ground}; it needs ${least}.`,
        ]
  })
}
