"""Which elements are masked on screen while privacy is on.

PS3.15 Table E.1-1 (Basic Application Level Confidentiality Profile) lists what may say who the patient is. On screen,
for one's own data, the mask follows it but for what a researcher needs to know what an image shows:

* masked: names and identifiers of persons, of the institution and of devices; accession, order and trial numbers; free
  text that people type (comments, reasons, reports), where names stand; all private elements; all dates and times,
  which with the hospital's calendar find the patient; and all UIDs of studies, series, instances and frames of
  reference, which find them in the hospital's archive;
* shown: what the profile would empty or clean but describes the image rather than the person: study, series and
  protocol descriptions and other labels that are chosen from lists (the profile keeps them with its Clean Descriptors
  Option), age, sex, size and weight (Retain Patient Characteristics Option), the make of devices, and UIDs that the
  standard itself defines (SOP classes, transfer syntaxes).
"""

from __future__ import annotations

from collections.abc import Sequence

from pydicom.tag import BaseTag

_STANDARD_ROOT = "1.2.840.10008."
_TIMES = frozenset({"DA", "DT", "TM"})
_PUBLIC_UIDS = frozenset({"ImplementationClassUID", "CodingSchemeUID", "ContextUID"})

IDENTITY_KEYWORDS = frozenset(
    keyword
    for keyword in """
    AccessionNumber AdditionalPatientHistory AdmissionID AdmittingDate AdmittingTime BranchOfService
    ConfidentialityConstraintOnPatientDataDescription CountryOfResidence CurrentPatientLocation DeviceSerialNumber
    EthnicGroup EthnicGroups GantryID InstitutionAddress InstitutionName InstitutionalDepartmentName
    InsurancePlanIdentification IssuerOfPatientID MedicalAlerts MedicalRecordLocator MilitaryRank
    NameOfPhysiciansReadingStudy Occupation OperatorIdentificationSequence OperatorsName OtherPatientIDs
    OtherPatientIDsSequence OtherPatientNames PatientAddress PatientAlternativeCalendar PatientBirthDate
    PatientBirthDateInAlternativeCalendar PatientBirthName PatientBirthTime PatientComments
    PatientDeathDateInAlternativeCalendar PatientID PatientInstitutionResidence PatientInsurancePlanCodeSequence
    PatientMotherBirthName PatientName PatientPrimaryLanguageCodeSequence PatientPrimaryLanguageModifierCodeSequence
    PatientReligiousPreference PatientState PatientTelecomInformation PatientTelephoneNumbers
    PerformedProcedureStepID PerformingPhysicianIdentificationSequence PerformingPhysicianName PersonAddress
    PersonName PersonTelecomInformation PersonTelephoneNumbers PhysiciansOfRecord
    PhysiciansOfRecordIdentificationSequence PhysiciansReadingStudyIdentificationSequence PlateID
    ReferencedPatientPhotoSequence ReferringPhysicianAddress ReferringPhysicianIdentificationSequence
    ReferringPhysicianName ReferringPhysicianTelephoneNumbers RegionOfResidence RequestAttributesSequence
    RequestingPhysician RequestingService ResponsibleOrganization ResponsiblePerson ScheduledPerformingPhysicianName
    ScheduledProcedureStepID ServiceEpisodeID StationName StudyID

    ActualHumanPerformersSequence AddressTrial Arbitrary AuthorObserverSequence BarcodeValue CameraOwnerName
    CertificateOfSigner CertifiedTimestamp ConsultingPhysicianIdentificationSequence ContainerComponentID
    ContainerIdentifier ContentCreatorIdentificationCodeSequence CustodialOrganizationSequence
    DataSetTrailingPadding DeviceAlternateIdentifier DigitalSignaturesSequence DistributionAddress
    EncapsulatedDocument FillerOrderNumberImagingServiceRequest FlowIdentifier FlowIdentifierSequence
    FrameOriginTimestamp HumanPerformerOrganization IconImageSequence InstanceOriginStatus InstitutionCodeSequence
    InstitutionalDepartmentTypeCodeSequence IntendedRecipientsOfResultsIdentificationSequence
    InterpretationApproverSequence InterpretationID InterpretationIDIssuer IssuerOfAdmissionID
    IssuerOfAdmissionIDSequence IssuerOfServiceEpisodeID IssuerOfServiceEpisodeIDSequence
    IssuerOfTheContainerIdentifierSequence IssuerOfTheSpecimenIdentifierSequence MAC MakerNote
    ModifiedAttributesSequence ModifiedImageDescription NonconformingDataElementValue
    NonconformingModifiedAttributesSequence OrderCallbackPhoneNumber OrderCallbackTelecomInformation
    OrderEntererLocation OriginalAttributesSequence OtherClinicalTrialProtocolIDsSequence ParticipantSequence
    PatientTransportArrangements PerformedLocation PersonIdentificationCodeSequence
    PlacerOrderNumberImagingServiceRequest ReferencedDigitalSignatureSequence ReferencedPatientAliasSequence
    ReferencedPatientSequence ReferencedSOPInstanceMACSequence RequestedProcedureID RequestedProcedureLocation
    ResultsDistributionListSequence ResultsID ResultsIDIssuer ROICreatorSequence ROIInterpreterSequence
    RTAccessoryDeviceSlotID RTAccessoryHolderSlotID ScheduledHumanPerformersSequence
    ScheduledPatientInstitutionResidence ScheduledPerformingPhysicianIdentificationSequence ScheduledStudyLocation
    SelectorLOValue SelectorLTValue SelectorOBValue SelectorSHValue SelectorSTValue SelectorUNValue SelectorURValue
    SelectorUTValue SlideIdentifier SourceIdentifier SourceOfPreviousValues SpecialNeeds SpecimenAccessionNumber
    SpecimenIdentifier StudyIDIssuer TelephoneNumberTrial TextString TextValue TimezoneOffsetFromUTC TopicAuthor
    TopicKeywords TopicSubject TopicTitle UnformattedTextValue VerbalSourceIdentifierCodeSequenceTrial
    VerifyingObserverIdentificationCodeSequence VerifyingObserverSequence VerifyingOrganization

    CassetteID DestinationAE DetectorID DeviceLabel GeneratorID LensSerialNumber ManufacturerDeviceIdentifier
    ModifyingDeviceID ModifyingSystem NetworkID Originator PerformedStationAETitle
    PerformedStationGeographicLocationCodeSequence PerformedStationName PerformedStationNameCodeSequence ReceivingAE
    RequestingAE RetrieveAETitle ScheduledProcedureStepLocation ScheduledStationAETitle
    ScheduledStationGeographicLocationCodeSequence ScheduledStationName ScheduledStationNameCodeSequence
    ScheduledStudyLocationAETitle SelectorAEValue SourceApplicationEntityTitle SourceSerialNumber StationAETitle
    TransducerIdentificationSequence TreatmentMachineName UDISequence UniqueDeviceIdentifier XRayDetectorID
    XRayDetectorLabel XRaySourceID

    AdmittingDiagnosesCodeSequence AdmittingDiagnosesDescription DischargeDiagnosisDescription IdentifyingComments
    Impressions InterpretationDiagnosisDescription InterpretationText LabelText Allergies PreMedication
    ReasonForRequestedProcedureCodeSequence ReasonForStudy ReasonForTheImagingServiceRequest
    ReasonForTheRequestedProcedure ReasonForVisit ReasonForVisitCodeSequence RTPhysicianIntentNarrative
    """.split()  # noqa: SIM905 - a hundred lines otherwise
)
"""Keywords whose values say who the patient or the staff are, or where (PS3.15 Table E.1-1, Basic Profile)."""

_ENDINGS = ("Comments", "Notes", "NotesSequence")
_BEGINNINGS = ("GPS", "ClinicalTrial", "IssuerOfClinicalTrial", "CommentsOn")


def is_identifying(tag: BaseTag, keyword: str, vr: str, value: object = None) -> bool:
    """Whether an element is masked while privacy is on; see the module.

    Parameters
    ----------
    tag, keyword, vr
        Of the element; ``keyword`` empty where the standard has none.
    value
        Of a UID: those of the standard itself are shown.
    """
    if tag.is_private or vr == "PN" or vr in _TIMES or keyword in IDENTITY_KEYWORDS:
        return True
    if vr == "UI":
        return keyword not in _PUBLIC_UIDS and not _is_of_the_standard(value)
    return keyword.endswith(_ENDINGS) or keyword.startswith(_BEGINNINGS) or _is_curve_or_overlay_comment(tag)


def _is_of_the_standard(value: object) -> bool:
    values = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    return all(not one or str(one).startswith(_STANDARD_ROOT) for one in values)


def _is_curve_or_overlay_comment(tag: BaseTag) -> bool:
    return tag.group >> 8 == 0x50 or (tag.group >> 8 == 0x60 and tag.element in (0x3000, 0x4000))
