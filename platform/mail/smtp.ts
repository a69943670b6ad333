import type { Post } from './letters.ts'

export type MailSettings = {
  /** `smtp://USER:PASSWORD@HOST:PORT`, or `smtps:`; `?from=ADDRESS` says from whom. */
  readonly smtpUrl: string
  /** The site's public address, whose host sends where no sender is named. */
  readonly url: string
  /** As whose letter it is shown. */
  readonly name: () => Promise<string>
}

/** From whom letters come: what SMTP_URL says, or no-reply at the site's own host. */
export function senderOf({ smtpUrl, url }: Pick<MailSettings, 'smtpUrl' | 'url'>): string {
  const from = new URL(smtpUrl).searchParams.get('from')
  return from ?? `no-reply@${new URL(url).hostname}`
}

/** Letters through an SMTP server, in plain text, marked as sent by a machine (RFC 3834). */
export async function smtpPost(settings: MailSettings): Promise<Post> {
  const { createTransport } = await import('nodemailer')
  const server = new URL(settings.smtpUrl)
  server.searchParams.delete('from')
  const transport = createTransport(server.toString())
  const address = senderOf(settings)
  return async ({ id, to, subject, body, attachment }) => {
    await transport.sendMail({
      from: { name: await settings.name(), address },
      to,
      subject,
      text: body,
      ...(attachment
        ? {
            attachments: [
              {
                filename: attachment.name,
                contentType: attachment.mediaType,
                content: attachment.text,
              },
            ],
          }
        : {}),
      messageId: `<${id}@${address.split('@')[1]}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  }
}
