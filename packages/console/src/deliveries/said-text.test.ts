import { expect, it } from 'vitest'
import { meaningOf } from './said-text.ts'

it.each([
  ["Can't send mail - all recipients were rejected: 550 5.1.1 no such user", 'noMailbox'],
  ['Message failed: 552 mailbox full', 'full'],
  ['Message failed: 554 rejected as spam', 'refused'],
  ['Message failed: 451 try again later', 'busy'],
  ['connect ECONNREFUSED 127.0.0.1:2525', 'away'],
  ['no mail server is set', 'noServer'],
  ['the server stopped between handing it over and the answer', 'stoppedBetween'],
  ['404', 'refused'],
  ['something else altogether', undefined],
])('%s means %s', (detail, meaning) => {
  expect(meaningOf(detail)).toBe(meaning)
})
