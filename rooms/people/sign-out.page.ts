import { actPage } from '../../platform/http/page.ts'
import { SESSION_COOKIE } from '../../platform/http/server.ts'
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
