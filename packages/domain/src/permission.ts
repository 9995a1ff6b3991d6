/** Everything a user can be allowed to do; each endpoint names exactly one. */
export const permissions = [
  'session:own',
  'organisation:read',
  'organisation:change',
  'organisation:contacts',
  'user:read',
  'user:change',
  'person:read',
  'person:change',
  'location:read',
  'order:prepare',
  'order:change',
  'equipment:decide',
  'device:read',
  'device:change',
  'device:command',
  'equipment-list:change',
  'incident:read',
  'incident:work',
  'suppression:review',
  'difference:read',
  'engine:read',
  'log:read',
  'system:read',
] as const
export type Permission = (typeof permissions)[number]

export const roles = ['operator', 'head', 'administrator'] as const
export type Role = (typeof roles)[number]

/**
 * An operator watches, answers, and prepares the papers of an order with the data of its person; a head also decides on orders and equipment and sees who looked;
 * an administrator keeps accounts, organisations and devices, and sees no one's location.
 */
export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  operator: [
    'session:own',
    'organisation:read',
    'person:read',
    'person:change',
    'location:read',
    'order:prepare',
    'device:read',
    'device:command',
    'incident:read',
    'incident:work',
  ],
  head: [
    'session:own',
    'organisation:read',
    'organisation:contacts',
    'user:read',
    'person:read',
    'person:change',
    'location:read',
    'order:prepare',
    'order:change',
    'equipment:decide',
    'device:read',
    'device:change',
    'device:command',
    'incident:read',
    'incident:work',
    'suppression:review',
    'difference:read',
    'engine:read',
    'log:read',
  ],
  administrator: [
    'session:own',
    'organisation:read',
    'organisation:change',
    'organisation:contacts',
    'user:read',
    'user:change',
    'device:read',
    'device:change',
    'equipment-list:change',
    'engine:read',
    'system:read',
    'log:read',
  ],
}
