/** Where an administrator begins: that role sees no location, so it has no panel. */
export function landingOf(permissions: readonly string[]): '/' | '/administration/devices' | '/administration/users' {
  if (permissions.includes('incident:read') && permissions.includes('location:read')) return '/'
  return permissions.includes('user:read') ? '/administration/users' : '/administration/devices'
}
