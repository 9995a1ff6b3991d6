import { expect, test } from 'vitest'
import { matchesFilter } from './topic-filter.ts'

test.each([
  { filter: 'bilezik/+/up', topic: 'bilezik/7/up', is: true },
  { filter: 'bilezik/+/up', topic: 'bilezik//up', is: true },
  { filter: 'bilezik/+/up', topic: 'bilezik/7/down', is: false },
  { filter: 'bilezik/+/up', topic: 'bilezik/7/up/more', is: false },
  { filter: 'bilezik/+/up', topic: 'bilezik/7', is: false },
  { filter: 'bilezik/+/up', topic: '/bilezik/7/up', is: false },
  { filter: 'owntracks/#', topic: 'owntracks', is: true },
  { filter: 'owntracks/#', topic: 'owntracks/a/b/event', is: true },
  { filter: 'owntracks/#', topic: 'owntrack/a', is: false },
  { filter: '#', topic: '$SYS/broker/uptime', is: false },
  { filter: '+/broker', topic: '$SYS/broker', is: false },
  { filter: '$SYS/#', topic: '$SYS/broker', is: true },
  { filter: 'a', topic: 'A', is: false },
])('$topic under $filter → $is', ({ filter, topic, is }) => {
  expect(matchesFilter(filter, topic)).toBe(is)
})
