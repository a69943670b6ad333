import type { Brand } from './brand.ts'

/** The mark on ink, for browser tabs. The thread is lightened: it stands on ink here. */
export const iconOf = (brand: Brand): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><title>${brand.name.replace(/[<&]/g, '')}</title>` +
  `<rect width="32" height="32" rx="6" fill="${brand.primaryColour}"/>` +
  '<path d="M23.2 9.6A9.6 9.6 0 1 0 25.6 16" fill="none" stroke="#fff" stroke-width="3.2" stroke-linecap="round"/>' +
  '<path d="M14.5 16H32" fill="none" stroke="#e0b04c" stroke-width="2.4"/>' +
  '<circle cx="14.5" cy="16" r="2.4" fill="#e0b04c"/></svg>'
