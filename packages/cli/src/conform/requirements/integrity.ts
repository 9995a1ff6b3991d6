import { eventsOf } from './facts.ts'
import { counted, failed, notApplicable, passed, type Requirement } from './requirement.ts'

export const integrity: Requirement = {
  id: 'integrity',
  sentence: 'Every frame can be read: framing, checksum, signature and content are right.',
  after: 'battery',
  failsAtOnce: true,
  judge(conversation) {
    const read = eventsOf(conversation, 'message').length
    // Those are the business of login.
    const unreadable = eventsOf(conversation, 'unreadable').filter(
      ({ reason }) => reason !== 'not-logged-in' && reason !== 'no-identity',
    )
    const [first] = unreadable
    if (!first)
      return read === 0 ? notApplicable('No frame came.') : passed(`${counted(read, 'frame')} came, and all could be read.`)
    return failed(`${unreadable.length} of ${read + unreadable.length} frames could not be read as they are.`, {
      first: `${first.reason}: ${first.detail}`,
      bytes: first.head,
    })
  },
}
