import * as accounts from './accounts/endpoints.ts'
import * as changes from './changes/endpoints.ts'
import { findAddress } from './addresses/endpoints.ts'
import * as care from './care/endpoints.ts'
import * as commands from './devices/commands.ts'
import * as calendar from './deadlines/calendar.ts'
import * as deadlines from './deadlines/endpoints.ts'
import * as devices from './devices/endpoints.ts'
import { exportEquipment } from './equipment/export.ts'
import { importEquipment } from './equipment/import.ts'
import { getEquipmentProposal } from './equipment/proposal.ts'
import * as equipment from './equipment/register.ts'
import * as equipmentTypes from './equipment/types-list.ts'
import * as fitting from './fitting/endpoints.ts'
import { openFeed } from './feed/feed.ts'
import * as deliveries from './deliveries/endpoints.ts'
import * as files from './files/endpoints.ts'
import * as incidents from './incidents/endpoints.ts'
import * as documents from './documents/endpoints.ts'
import { getExplanation } from './incidents/explanation.ts'
import * as intake from './intake/endpoints.ts'
import { listLog } from './log/endpoints.ts'
import { createOrganisation, listOrganisations } from './organisations/endpoints.ts'
import * as outages from './outages/endpoints.ts'
import { listEngineDifferences, listEngineFaults } from './oversight/endpoints.ts'
import { closeOrder, createOrder } from './orders/endpoints.ts'
import { exportOrderHistoryJson, exportOrderHistoryPdf } from './orders/history-export.ts'
import { getOrderHistory } from './orders/history.ts'
import { givePermit, listPermits, revokePermit } from './orders/permits.ts'
import { previewRules } from './orders/preview.ts'
import { getRuleSupport, proposeTerm } from './orders/rule-support.ts'
import * as steps from './orders/steps.ts'
import { getHistory, getPerson, listPersons } from './persons/endpoints.ts'
import * as known from './persons/known-persons.ts'
import * as protection from './protection/endpoints.ts'
import * as signing from './signing/endpoints.ts'
import { getHealth, getReadiness, getSystem } from './system/endpoints.ts'

/** Every endpoint by its name: the operationId of OpenAPI, the action in the log. */
export const api = {
  signIn: accounts.signIn,
  getSession: accounts.getSession,
  signOut: accounts.signOut,
  setUp: accounts.setUp,
  listUsers: accounts.listUsers,
  createUser: accounts.createUser,
  listOrganisations,
  createOrganisation,
  listPersons,
  createPerson: known.createPerson,
  checkPerson: known.checkPerson,
  correctPerson: known.correctPerson,
  listCorrections: known.listCorrections,
  getPerson,
  getHistory,
  findAddress,
  openCaseFile: intake.openCaseFile,
  judgeDraft: intake.judgeDraft,
  listCaseFiles: intake.listCaseFiles,
  getCaseFile: intake.getCaseFile,
  addCaseRecords: intake.addCaseRecords,
  uploadFile: files.uploadFile,
  listFiles: files.listFiles,
  getFileLimits: files.getFileLimits,
  downloadFile: files.downloadFile,
  listRecipients: deliveries.listRecipients,
  addRecipient: deliveries.addRecipient,
  changeRecipient: deliveries.changeRecipient,
  rotateSecret: deliveries.rotateSecret,
  countDeliveries: deliveries.countDeliveries,
  getCoverSheet: deliveries.getCoverSheet,
  sendPaper: deliveries.sendPaper,
  listDeliveries: deliveries.listDeliveries,
  resendDelivery: deliveries.resendDelivery,
  settleDelivery: deliveries.settleDelivery,
  checkCaseFile: steps.checkCaseFile,
  returnCaseFile: steps.returnCaseFile,
  resubmitCaseFile: steps.resubmitCaseFile,
  claimMissing: steps.claimMissing,
  getRuleSupport,
  proposeTerm,
  previewRules,
  adoptOrder: steps.adoptOrder,
  getEquipmentProposal,
  decideEquipment: steps.decideEquipment,
  recordFitting: steps.recordFitting,
  getFitting: fitting.getFitting,
  pairDevice: fitting.pairDevice,
  unpairDevice: fitting.unpairDevice,
  takeSelfTest: fitting.takeSelfTest,
  activateOrder: steps.activateOrder,
  getOrderHistory,
  exportOrderHistoryJson,
  exportOrderHistoryPdf,
  getOrderChanges: changes.getOrderChanges,
  varyOrder: changes.varyOrder,
  proposeVariation: changes.proposeVariation,
  replaceDevice: changes.replaceDevice,
  handOverOrder: changes.handOverOrder,
  beginEpisode: changes.beginEpisode,
  endEpisode: changes.endEpisode,
  beginTermRest: changes.beginTermRest,
  endTermRest: changes.endTermRest,
  recordTold: changes.recordTold,
  recordCircumstance: changes.recordCircumstance,
  recordDamage: changes.recordDamage,
  findDamage: changes.findDamage,
  claimDamage: changes.claimDamage,
  settleClaim: changes.settleClaim,
  listDocuments: documents.listDocuments,
  previewDocument: documents.previewDocument,
  saveDraft: documents.saveDraft,
  discardDraft: documents.discardDraft,
  issueDocument: documents.issueDocument,
  getDocumentPdf: documents.getDocumentPdf,
  signDocument: documents.signDocument,
  signElectronically: signing.signElectronically,
  getSignatureCms: signing.getSignatureCms,
  putUserIin: signing.putUserIin,
  checkDocument: documents.checkDocument,
  getContacts: documents.getContacts,
  putContacts: documents.putContacts,
  listDeadlines: deadlines.listDeadlines,
  countDeadlines: deadlines.countDeadlines,
  getDeadline: deadlines.getDeadline,
  listDeadlineStarts: deadlines.listDeadlineStarts,
  startDeadlines: deadlines.startDeadlines,
  meetDeadline: deadlines.meetDeadline,
  cancelDeadline: deadlines.cancelDeadline,
  recordInformationRequest: deadlines.recordInformationRequest,
  listInformationRequests: deadlines.listInformationRequests,
  getCalendar: calendar.getCalendar,
  correctCalendar: calendar.correctCalendar,
  getCalendarTakings: calendar.getCalendarTakings,
  takeCalendar: calendar.takeCalendar,
  listDeadlineMoves: calendar.listDeadlineMoves,
  takeDeadlineMove: calendar.takeDeadlineMove,
  refuseDeadlineMove: calendar.refuseDeadlineMove,
  createOrder,
  closeOrder,
  givePermit,
  revokePermit,
  listPermits,
  addProtectedPerson: protection.addProtectedPerson,
  issueProtectedDevice: protection.issueProtectedDevice,
  listWarnings: protection.listWarnings,
  giveWarning: protection.giveWarning,
  listDevices: devices.listDevices,
  registerDevice: devices.registerDevice,
  issueDevice: devices.issueDevice,
  returnDevice: devices.returnDevice,
  listEquipment: equipment.listEquipment,
  getEquipment: equipment.getEquipment,
  changeEquipment: equipment.changeEquipment,
  moveEquipment: equipment.moveEquipment,
  getStock: equipment.getStock,
  setStockLimit: equipment.setStockLimit,
  importEquipment,
  exportEquipment,
  listEquipmentTypes: equipmentTypes.listEquipmentTypes,
  addEquipmentType: equipmentTypes.addEquipmentType,
  endEquipmentType: equipmentTypes.endEquipmentType,
  listUnknownDevices: devices.listUnknownDevices,
  listQuarantine: devices.listQuarantine,
  requestCommand: commands.requestCommand,
  listCommands: commands.listCommands,
  listDeviceModels: commands.listDeviceModels,
  putDeviceModel: commands.putDeviceModel,
  listSecurityEvents: commands.listSecurityEvents,
  listDeviceClockEvents: commands.listDeviceClockEvents,
  listIncidents: incidents.listIncidents,
  getIncident: incidents.getIncident,
  getExplanation,
  takeIncident: incidents.takeIncident,
  releaseIncident: incidents.releaseIncident,
  addNote: incidents.addNote,
  concludeIncident: incidents.concludeIncident,
  reopenIncident: incidents.reopenIncident,
  listTechnicalIncidents: outages.listTechnicalIncidents,
  takeTechnicalIncident: outages.takeTechnicalIncident,
  releaseTechnicalIncident: outages.releaseTechnicalIncident,
  concludeTechnicalIncident: outages.concludeTechnicalIncident,
  listTechnicalNotices: outages.listTechnicalNotices,
  listSuppressedSignals: care.listSuppressedSignals,
  reviewSuppressedSignal: care.reviewSuppressedSignal,
  listEngineFaults,
  listEngineDifferences,
  listLog,
  openFeed,
  getSystem,
  getHealth,
  getReadiness,
}
export type EndpointName = keyof typeof api
