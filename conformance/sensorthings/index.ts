import batchRequest from './batch-request/batch-request.ts'
import observationsCreation from './create-observations-via-mqtt/observations-creation.ts'
import createEntity from './create-update-delete/create-entity.ts'
import deepInsert from './create-update-delete/deep-insert.ts'
import deepInsertStatusCode from './create-update-delete/deep-insert-status-code.ts'
import deleteEntity from './create-update-delete/delete-entity.ts'
import historicalLocationAutoCreation from './create-update-delete/historical-location-auto-creation.ts'
import linkToExistingEntities from './create-update-delete/link-to-existing-entities.ts'
import updateEntity from './create-update-delete/update-entity.ts'
import updateEntityJsonpatch from './create-update-delete/update-entity-jsonpatch.ts'
import updateEntityPut from './create-update-delete/update-entity-put.ts'
import dataArray from './data-array/data-array.ts'
import commonControlInformation from './datamodel/common-control-information.ts'
import datastreamProperties from './datamodel/datastream-properties.ts'
import datastreamRelations from './datamodel/datastream-relations.ts'
import featureOfInterestProperties from './datamodel/feature-of-interest-properties.ts'
import featureOfInterestRelations from './datamodel/feature-of-interest-relations.ts'
import historicalLocationProperties from './datamodel/historical-location-properties.ts'
import historicalLocationRelations from './datamodel/historical-location-relations.ts'
import locationProperties from './datamodel/location-properties.ts'
import locationRelations from './datamodel/location-relations.ts'
import observationProperties from './datamodel/observation-properties.ts'
import observationRelations from './datamodel/observation-relations.ts'
import observedPropertyProperties from './datamodel/observed-property-properties.ts'
import observedPropertyRelations from './datamodel/observed-property-relations.ts'
import sensorProperties from './datamodel/sensor-properties.ts'
import sensorRelations from './datamodel/sensor-relations.ts'
import thingProperties from './datamodel/thing-properties.ts'
import thingRelations from './datamodel/thing-relations.ts'
import multiDatastreamConstraints from './multi-datastream/constraints.ts'
import multiDatastreamProperties from './multi-datastream/properties.ts'
import multiDatastreamRelations from './multi-datastream/relations.ts'
import receiveUpdates from './receive-updates-via-mqtt/receive-updates.ts'
import builtInFilterOperations from './request-data/built-in-filter-operations.ts'
import builtInQueryFunctions from './request-data/built-in-query-functions.ts'
import count from './request-data/count.ts'
import expand from './request-data/expand.ts'
import filter from './request-data/filter.ts'
import order from './request-data/order.ts'
import orderby from './request-data/orderby.ts'
import pagination from './request-data/pagination.ts'
import queryStatusCode from './request-data/query-status-code.ts'
import select from './request-data/select.ts'
import skip from './request-data/skip.ts'
import statusCode from './request-data/status-code.ts'
import top from './request-data/top.ts'
import type { Requirement } from './requirement.ts'
import resourcePathToEntities from './resource-path/resource-path-to-entities.ts'

/** Every requirement that is checked, in the order of the standard. */
export const REQUIREMENTS: readonly Requirement[] = [
  commonControlInformation,
  datastreamProperties,
  datastreamRelations,
  featureOfInterestProperties,
  featureOfInterestRelations,
  historicalLocationProperties,
  historicalLocationRelations,
  locationProperties,
  locationRelations,
  observationProperties,
  observationRelations,
  observedPropertyProperties,
  observedPropertyRelations,
  sensorProperties,
  sensorRelations,
  thingProperties,
  thingRelations,
  resourcePathToEntities,
  order,
  expand,
  select,
  statusCode,
  queryStatusCode,
  orderby,
  top,
  skip,
  count,
  filter,
  builtInFilterOperations,
  builtInQueryFunctions,
  pagination,
  createEntity,
  deepInsertStatusCode,
  deepInsert,
  deleteEntity,
  historicalLocationAutoCreation,
  linkToExistingEntities,
  updateEntityJsonpatch,
  updateEntityPut,
  updateEntity,
  batchRequest,
  multiDatastreamProperties,
  multiDatastreamRelations,
  multiDatastreamConstraints,
  dataArray,
  observationsCreation,
  receiveUpdates,
]
