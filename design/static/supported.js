// Runs before anything is painted, so that what scripts will fold away never flashes.
// nhsuk-frontend's own template does this inline; our policy allows no inline script.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) {
  document.body.classList.add('nhsuk-frontend-supported')
}
