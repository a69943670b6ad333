import { SESSION_COOKIE } from '../../platform/http/credentials.ts'
import { actPage } from '../../platform/http/page.ts'
import { endSession } from './identify.ts'

export const signOutPage = actPage({
  path: '/sign-out',
  needs: 'anyone',
  summary: 'Ends the session.',
  submit: async visit => {
    const token = visit.cookie(SESSION_COOKIE)
    if (token) await endSession(visit.acting.db, token)
    visit.setCookie(SESSION_COOKIE, null)
    return { ok: true, value: '/' }
  },
})
