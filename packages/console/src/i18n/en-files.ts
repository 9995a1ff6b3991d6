/** English words of files and of sending. */
export const enFiles = {
  files: {
    left_one: '{{count}} file is chosen and not stored yet',
    left_other: '{{count}} files are chosen and not stored yet',
    sendAgain_one: 'Send {{count}} file again',
    sendAgain_other: 'Send {{count}} files again',
    show: 'Show them',
    heldHint:
      'Files are sent as soon as the case file is stored; their progress is shown there. After a reload of this page they are to be chosen again.',
    title: 'Files of the package',
    other: 'Other papers',
    limits: '{{kinds}}; up to {{most}} each, up to {{files}} files in a case. A file is known by its content, not by its name.',
    choose: 'Choose files…',
    chooseFor: 'Choose files: {{what}}',
    send_one: 'Send {{count}} file',
    send_other: 'Send {{count}} files',
    sending: '{{name}}: being sent',
    waiting: 'chosen, not sent yet',
    tooLarge: 'Larger than {{most}}: it would be refused.',
    failed: 'Not sent; it stays here, send it again.',
    refused: 'Refused.',
    remove: 'Remove',
    removeOne: 'Remove {{name}}',
    receivedBy: '{{at}}, {{name}}',
    unscanned: 'not checked for viruses',
    whyNoRight: 'Your role may not add files',
  },
}
