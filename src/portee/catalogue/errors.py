"""What the catalogue refuses, with a sentence a person can read."""

from django.utils.functional import Promise

from portee.kernel.errors import DomainError
from portee.protocols.records import Remark


class FileRefusedError(DomainError):
    """A file of records cannot be used at all; `remark` says why as a code, the message as a sentence."""

    code = "catalogue.file_refused"

    def __init__(self, message: str | Promise, *, remark: Remark) -> None:
        super().__init__(message)
        self.remark = remark


class RunTakenOverError(DomainError):
    """Another process, or a person who cancelled, decides about this run from now on."""

    code = "catalogue.run_taken_over"


class RunStateError(DomainError):
    """What was asked does not go with where the run stands."""

    code = "catalogue.run_state"


class SourceRefusedError(DomainError):
    """A source cannot be like that; `field` names the culprit when there is one."""

    code = "catalogue.source_refused"

    def __init__(self, message: str | Promise, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class DecisionRefusedError(DomainError):
    """A decision on two records that is none."""

    code = "catalogue.decision_refused"


class UploadRefusedError(DomainError):
    """A file that was sent cannot be kept: too large, or no room."""

    code = "catalogue.upload_refused"


class RebuildStoppedError(DomainError):
    """A new index did not take the place of the live one."""

    code = "catalogue.rebuild_stopped"


class ErrorReportRefusedError(DomainError):
    """A reader's report that cannot be kept."""

    code = "catalogue.error_report_refused"
